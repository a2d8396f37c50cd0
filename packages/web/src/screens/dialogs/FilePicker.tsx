// The file of an attachment or a letter: one that is chosen here and sent along, or one that lies on the workstation and is read there.
import { useId, useRef } from 'react';
import { type FormState, messageAt, textIn } from './content.js';
import { TextField } from './fields.js';

/** The file that is chosen here, if one is. */
export interface Picking {
  readonly file: File | undefined;
  readonly pick: (file: File | undefined) => void;
}

/** What goes with an entry; a larger file is named by its path. */
export const uploadMebibytes = 16;

export function FilePicker({ form, picking }: { readonly form: FormState; readonly picking: Picking }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const takeAway = (): void => {
    if (input.current !== null) input.current.value = '';
    pick(undefined);
    input.current?.focus();
  };
  const path = textIn(form.content, 'DocumentPath');
  const { file, pick } = picking;
  const isTooLarge = (file?.size ?? 0) > uploadMebibytes * 1024 * 1024;
  const error = isTooLarge ? `The file is larger than ${uploadMebibytes} MiB: give its path instead.` : messageAt(form.fault, 'DocumentPath');
  return (
    <>
      <div className={error === undefined ? 'nhsuk-form-group' : 'nhsuk-form-group nhsuk-form-group--error'}>
        <label className="nhsuk-label" htmlFor={id}>
          File
        </label>
        <div className="nhsuk-hint" id={`${id}-hint`}>
          {path === '' ? `Up to ${uploadMebibytes} MiB` : 'A file that you choose takes the place of the one named below'}
        </div>
        {error !== undefined && (
          <span className="nhsuk-error-message" id={`${id}-error`}>
            <span className="nhsuk-u-visually-hidden">Error:</span> {error}
          </span>
        )}
        <input
          ref={input}
          id={id}
          type="file"
          className="file-input"
          aria-describedby={error === undefined ? `${id}-hint` : `${id}-hint ${id}-error`}
          onChange={({ currentTarget }) => pick(currentTarget.files?.[0])}
        />
        {file !== undefined && (
          <p className="secondary">
            {file.name}{' '}
            <button type="button" className="link-button" onClick={takeAway}>
              Take away<span className="nhsuk-u-visually-hidden"> the file</span>
            </button>
          </p>
        )}
      </div>
      {file === undefined && (
        <TextField
          form={form.fault?.field === 'DocumentPath' ? { ...form, fault: undefined } : form}
          name="DocumentPath"
          label="Or its path on the workstation"
          hint="In a folder that s1kit may read; up to 50 MiB"
        />
      )}
    </>
  );
}
