/** The rules of commands about orders. Only `domain/rules.ts` imports this. */
export { addLinesRule } from './add-lines';
export { changeQuantityRule } from './change-quantity';
export { compLinesRule } from './comp-lines';
export { editOrderRule, handOverRule } from './edit-order';
export { fireLinesRule } from './fire-lines';
export { mergeOrdersRule, moveTableRule } from './move-table';
export { placeOrderRule } from './place-order';
export { serveOrderRule } from './serve-order';
export { setStockRule } from './stock';
export { voidLinesRule } from './void-lines';
