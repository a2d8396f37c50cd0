// A document in a dialog: text, images and PDF are shown, everything else can be taken away as a file. Nothing of it is ever run.
import { addressFor } from '../api/perform.js';
import { useOperation } from '../api/queries.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Modal } from '../elements/Modal.js';
import { PdfPage } from './PdfPage.js';
import { TextPage } from './TextPage.js';

interface DocumentPreviewProps {
  readonly patient: string;
  readonly documentUid: string;
  readonly close: () => void;
}

export function DocumentPreview({ patient, documentUid, close }: DocumentPreviewProps) {
  const { data, error, refetch } = useOperation('record.document', { documentUid, patient });
  return (
    <Modal title={data?.fileName ?? 'Document'} wide dismiss={close}>
      {data === undefined && error === null && <Loading what="the document" />}
      {data === undefined && error !== null && <Failure failure={error} again={() => void refetch()} />}
      {data !== undefined &&
        Array.from({ length: data.pages }, (_, index) => index + 1).map((page) => (
          <PageOf key={page} address={addressFor('record.page', { documentUid, page, patient })} page={page} {...data} />
        ))}
    </Modal>
  );
}

interface PageProps {
  readonly address: string;
  readonly page: number;
  readonly pages: number;
  readonly fileName: string;
  readonly mediaType: string;
}

function PageOf({ address, page, pages, fileName, mediaType }: PageProps) {
  const name = pages === 1 ? fileName : `${fileName}, page ${page} of ${pages}`;
  return (
    <div className="preview">
      <p className="preview__bar">
        {pages > 1 && (
          <strong>
            Page {page} of {pages}
          </strong>
        )}
        <a href={address} download={fileName}>
          Download<span className="nhsuk-u-visually-hidden"> {name}</span>
        </a>
      </p>
      {contentOf(address, name, mediaType)}
    </div>
  );
}

function contentOf(address: string, name: string, mediaType: string) {
  if (/^image\/(?:bmp|gif|jpeg|png)$/.test(mediaType)) return <img className="preview__image" src={address} alt={name} />;
  if (mediaType === 'application/pdf') return <PdfPage address={address} name={name} />;
  if (mediaType === 'text/plain' || mediaType === 'text/csv') return <TextPage address={address} name={name} />;
  return <p className="secondary">A file of this kind ({mediaType}) is not shown here: download it.</p>;
}
