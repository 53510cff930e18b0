# syntax=docker/dockerfile:1.7

FROM node:22-bookworm-slim AS node
WORKDIR /app

FROM node AS dependencies
COPY package.json package-lock.json .npmrc ./
# ONNX Runtime brings the libraries of every system.
RUN --mount=type=cache,target=/var/cache/npm npm ci --cache /var/cache/npm --omit=dev \
  && rm -rf node_modules/onnxruntime-node/bin/napi-v*/darwin node_modules/onnxruntime-node/bin/napi-v*/win32

FROM node AS build
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/var/cache/npm npm ci --cache /var/cache/npm
COPY . .
# What only developers run stays out of the image.
RUN npm run build && rm -rf dist/dev dist/test dist/evals && find dist \( -name '*.test.js' -o -name '.tsbuildinfo' \) -delete

FROM debian:bookworm-slim AS whisper-build
RUN apt-get update && apt-get install --yes --no-install-recommends cmake g++ make && rm -rf /var/lib/apt/lists/*
COPY --from=dependencies /app/node_modules/nodejs-whisper/cpp/whisper.cpp /source
# Not native: an image runs on other machines than the one that built it.
RUN cmake -S /source -B /build -DCMAKE_BUILD_TYPE=Release -DWHISPER_BUILD_TESTS=OFF -DGGML_NATIVE=OFF -DBUILD_SHARED_LIBS=OFF \
  && cmake --build /build --target whisper-server --parallel "$(nproc)"

FROM debian:bookworm-slim AS whisper
RUN apt-get update && apt-get install --yes --no-install-recommends curl libgomp1 && rm -rf /var/lib/apt/lists/* \
  && useradd --system --uid 1000 node
ADD --chmod=644 --checksum=sha256:49c8fb02b65e6049d5fa6c04f81f53b867b5ec9540406812c643f177317f779f \
  https://huggingface.co/ggerganov/whisper.cpp/resolve/main/ggml-small-q8_0.bin /models/ggml-small-q8_0.bin
COPY --from=whisper-build /build/bin/whisper-server /usr/local/bin/whisper-server
USER node
WORKDIR /tmp
EXPOSE 8700
CMD ["sh", "-c", "exec whisper-server --host 0.0.0.0 --port 8700 -m /models/ggml-small-q8_0.bin -t \"${WHISPER_THREADS:-2}\" -l id -nlp -sns"]

FROM node AS app
ENV NODE_ENV=production
RUN mkdir -p /var/cache/catat/ocr && chown node:node /var/cache/catat/ocr
COPY package.json ./
COPY database/migrations database/migrations
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
USER node
ENTRYPOINT ["node", "--enable-source-maps"]
CMD ["dist/api/main.js"]
