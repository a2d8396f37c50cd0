// Something that is being read. Shown only after a moment: most reads are done before.
export function Loading({ what }: { readonly what: string }) {
  return (
    <p className="loading" role="status">
      Reading {what} …
    </p>
  );
}
