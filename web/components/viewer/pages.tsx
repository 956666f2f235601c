// Owns drawing the pages of a PDF. The worker that reads it comes from our own address, as the page's policy demands.
import { Button } from 'antd';
import worker from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { Document, Page, pdfjs } from 'react-pdf';
import 'react-pdf/dist/Page/TextLayer.css';
import { useWords, words } from '../../lib/language';

pdfjs.GlobalWorkerOptions.workerSrc = worker;
const OPTIONS = { isEvalSupported: false };

const WORDS = words('pages', {
  page: { zh: '第 {{n}} 页，共 {{of}} 页', en: 'Page {{n}} of {{of}}' },
  before: { zh: '上一页', en: 'Previous page' },
  next: { zh: '下一页', en: 'Next page' },
  bigger: { zh: '放大', en: 'Larger' },
  smaller: { zh: '缩小', en: 'Smaller' },
  broken: { zh: '这份 PDF 打不开，请下载查看。', en: 'This PDF cannot be opened; please save it.' },
});

export function Pages({ of, name }: { readonly of: Blob; readonly name: string }) {
  const t = useWords(WORDS);
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  const [zoom, setZoom] = useState(1);
  const [count, setCount] = useState(0);
  const [at, setAt] = useState(1);
  useEffect(() => {
    const box = place.current;
    if (!box) return;
    const seen = new ResizeObserver(() => setWidth(Math.max(280, Math.min(900, box.clientWidth - 4))));
    seen.observe(box);
    return () => seen.disconnect();
  }, []);
  return (
    <div ref={place}>
      <p className="row">
        <Button size="small" disabled={at <= 1} onClick={() => setAt(at - 1)}>
          {t('before')}
        </Button>
        <span role="status">{t('page', { n: at, of: count })}</span>
        <Button size="small" disabled={at >= count} onClick={() => setAt(at + 1)}>
          {t('next')}
        </Button>
        <Button size="small" disabled={zoom <= 0.5} onClick={() => setZoom(zoom - 0.25)}>
          {t('smaller')}
        </Button>
        <Button size="small" disabled={zoom >= 3} onClick={() => setZoom(zoom + 0.25)}>
          {t('bigger')}
        </Button>
      </p>
      <div
        tabIndex={0}
        role="region"
        aria-label={name}
        style={{ overflow: 'auto', maxHeight: '80vh', border: '1px solid var(--line)' }}
      >
        <Document
          file={of}
          options={OPTIONS}
          loading=""
          error={<p role="alert">{t('broken')}</p>}
          onLoadSuccess={({ numPages }) => {
            setCount(numPages);
            setAt(1);
          }}
        >
          <Page pageNumber={at} width={width * zoom} renderAnnotationLayer={false} loading="" />
        </Document>
      </div>
    </div>
  );
}
