import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DrawnChart } from './echarts.ts';
import type { ChartOption } from './options/chart-option.ts';
import { savePng, saveSvg } from './save-chart.ts';
import { useColourScheme } from './use-colour-scheme.ts';

export interface ChartProps {
  /** What it is, also the name of saved files. */
  name: string;
  /** What it shows, in words, for people who do not see it. */
  words: string;
  option: ChartOption;
  /** The same data as a table, with links where there is something to read. */
  table: ReactNode;
  height?: number;
  /** Hears the index on the x axis of a click. */
  onSelect?: (index: number) => void;
}

/** An ECharts chart that fits its place and follows the colour scheme; its code is loaded when one is shown. */
export function Chart({ name, words, option, table, height = 240, onSelect }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<DrawnChart | null>(null);
  const scheme = useColourScheme();
  useEffect(() => {
    let isGone = false;
    const observer = new ResizeObserver(() => drawn.current?.resize());
    void import('./echarts.ts').then(({ drawChart }) => {
      if (isGone || place.current === null) return;
      drawn.current = drawChart(place.current, option, onSelect);
      observer.observe(place.current);
    });
    return () => {
      isGone = true;
      observer.disconnect();
      drawn.current?.dispose();
      drawn.current = null;
    };
  }, [option, onSelect, scheme]);
  return (
    <figure className="chart">
      <div
        ref={place}
        // The library lays out from left to right and mirrors what it draws; text anchors would turn around otherwise.
        dir="ltr"
        role="img"
        aria-label={`${name}. ${words}`}
        className={onSelect && 'clickable'}
        style={{ height }}
      />
      <ChartTools name={name} toSvg={() => drawn.current?.toSvg()} table={table} />
    </figure>
  );
}

function ChartTools({
  name,
  toSvg,
  table,
}: {
  name: string;
  toSvg: () => string | undefined;
  table: ReactNode;
}) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const save = (how: (name: string, svg: string) => unknown): void => {
    const svg = toSvg();
    if (svg !== undefined) void how(name, svg);
  };
  return (
    <figcaption>
      <div className="chart-tools">
        <button className="quiet" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {t('chart.asTable')}
        </button>
        <button
          className="quiet"
          aria-label={t('chart.save', { name, format: 'SVG' })}
          onClick={() => save(saveSvg)}
        >
          SVG
        </button>
        <button
          className="quiet"
          aria-label={t('chart.save', { name, format: 'PNG' })}
          onClick={() => save(savePng)}
        >
          PNG
        </button>
      </div>
      {isOpen && table}
    </figcaption>
  );
}
