export {
  axisLine,
  axisText,
  splitLine,
  type ChartOption,
  type Colours,
  type SeriesPoint,
} from './chart-option.ts';
export { DARK, LIGHT, PALETTE_NAMES, type Palette } from './palette.ts';
export { courseOption } from './course-option.ts';
export { forecastOption, type ForecastBand } from './forecast-option.ts';
export { healthOption } from './health-option.ts';
export { meanOption } from './mean-option.ts';
export { shareOption, type ShareBar } from './share-option.ts';
export { volumeOption } from './volume-option.ts';
export { renderSvg, type ChartPlace } from './render-svg.ts';
