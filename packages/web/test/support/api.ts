// An application at a workstation's socket, as the screens are to see what it does.
import { connect } from 'node:net';
import { childOf, parseDocument, type XmlNode } from '@s1kit/contract';
import type { Environment } from 's1kit';

export interface Api {
  /**
   * Sends a request and reads its reply.
   * @returns the element Response
   * @throws where the reply is an error
   */
  readonly ask: (functionName: string, parameters: string) => Promise<XmlNode>;
}

/** The sample application at one of the workstations, from 0. The environment must approve devices always. */
export function apiAt({ apiKey, workstations }: Environment, place = 0): Api {
  const port = workstations[place]?.port ?? 0;
  return {
    ask: async (functionName, parameters) => {
      const line = await exchange(
        port,
        `<ClientIntegrationRequest><APIKey>${apiKey}</APIKey><DeviceID/><RequestUID>1</RequestUID><Function>${functionName}</Function><FunctionVersion>1.0</FunctionVersion><FunctionParameters>${parameters}</FunctionParameters></ClientIntegrationRequest>\n`,
      );
      const response = childOf(parseDocument(line), 'Response');
      if (response === undefined) throw new Error(`The request was refused: ${line}`);
      return response;
    },
  };
}

function exchange(port: number, document: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(document));
    let received = '';
    socket.setEncoding('latin1').on('data', (text) => {
      received += String(text);
      if (!received.endsWith('\n')) return;
      socket.end();
      resolve(received);
    });
    socket.on('error', reject);
  });
}

/** A slot of a clinic in the words of messages, as GetAppointmentSlots gives it first. */
export async function firstFreeSlot(api: Api, narrowing: string): Promise<{ readonly clinic: string; readonly start: string }> {
  const [clinic] = (await api.ask('GetAppointmentSlots', narrowing)).children;
  const text = (node: XmlNode | undefined, name: string): string => (node === undefined ? undefined : childOf(node, name))?.text ?? '';
  const slot = clinic === undefined ? undefined : childOf(clinic, 'Slot');
  const start = text(slot, 'DateTimeStart');
  const inner = `<Slot><SlotType>${text(slot, 'SlotType')}</SlotType><DateTimeStart>${start}</DateTimeStart><Duration>${text(slot, 'Duration')}</Duration></Slot>`;
  const head = ['UserName', 'SiteName', 'ClinicType'].map((name) => `<${name}>${text(clinic, name)}</${name}>`).join('');
  return { clinic: `<Clinic>${head}${inner}</Clinic>`, start };
}
