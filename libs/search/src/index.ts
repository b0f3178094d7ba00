export { queryWords, searchTerms, type WrittenText } from './search-terms.ts';
