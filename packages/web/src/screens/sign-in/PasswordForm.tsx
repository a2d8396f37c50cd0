// User name and password.
import { Button, Form, PasswordInput, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';

interface PasswordFormProps {
  readonly userName: string;
  readonly busy: boolean;
  readonly enter: (credentials: { readonly userName: string; readonly password: string }) => void;
}

export function PasswordForm({ userName: known, busy, enter }: PasswordFormProps) {
  const [userName, setUserName] = useState(known);
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    enter({ userName: userName.trim(), password });
  };
  return (
    <Form onSubmit={submit}>
      <TextInput
        label="User name"
        name="userName"
        autoComplete="username"
        value={userName}
        onChange={({ currentTarget }) => setUserName(currentTarget.value)}
        required
      />
      <PasswordInput
        label="Password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        required
      />
      <Button type="submit" disabled={busy}>
        Sign in
      </Button>
    </Form>
  );
}
