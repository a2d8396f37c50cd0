// An application as a supplier has one: what it sends is what the screens have to show.
import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * @param {number} port
 * @param {string} apiKey
 */
export function supplierAt(port, apiKey) {
  let deviceId = '';
  let count = 0;
  /** @param {string} document */
  const sendDocument = async (document) => {
    const socket = connect({ host: '127.0.0.1', port });
    await once(socket, 'connect');
    socket.end(document);
    let reply = '';
    for await (const piece of socket) reply += piece;
    return reply;
  };
  return {
    sendDocument,
    /**
     * @param {string} functionName
     * @param {string} [parameters] the content of FunctionParameters
     */
    send: async (functionName, parameters = '') => {
      count += 1;
      const head = `<APIKey>${apiKey}</APIKey><DeviceID>${deviceId}</DeviceID><DeviceVersion>2.4.1</DeviceVersion><RequestUID>waiting-room-${count}</RequestUID>`;
      const body = `<Function>${functionName}</Function><FunctionVersion>1.0</FunctionVersion><FunctionParameters>${parameters}</FunctionParameters>`;
      const reply = await sendDocument(`<ClientIntegrationRequest>${head}${body}</ClientIntegrationRequest>`);
      deviceId = /<DeviceID>([0-9a-f]+)<\/DeviceID>/.exec(reply)?.[1] ?? deviceId;
      return reply;
    },
  };
}
