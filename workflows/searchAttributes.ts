import { defineSearchAttributeKey } from '@temporalio/common';

/** What operators filter runs by. Search attributes are never encrypted: no names, numbers or amounts. */
export const stageAttribute = defineSearchAttributeKey('Stage', 'KEYWORD');
export const messageKindAttribute = defineSearchAttributeKey('MessageKind', 'KEYWORD');
