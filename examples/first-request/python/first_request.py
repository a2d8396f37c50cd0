"""A first request to the Client Integration API, with nothing but Python's standard library.

    python3 first_request.py API_KEY [DEVICE_ID]

Without a DeviceID the environment asks its user to approve this application; the DeviceID that it then issues is printed, for the next time.
"""

import os
import socket
import sys
import uuid
import xml.etree.ElementTree as ET

PORT = int(os.environ.get("S1KIT_PORT", "40700"))


def request(api_key, device_id, function, parameters):
    """A request document. ElementTree escapes what has to be escaped."""
    root = ET.Element("ClientIntegrationRequest")
    for name, text in (
        ("APIKey", api_key),
        ("DeviceID", device_id),
        ("DeviceVersion", "1.0"),
        ("RequestUID", str(uuid.uuid4())),
        ("Function", function),
        ("FunctionVersion", "1.0"),
    ):
        ET.SubElement(root, name).text = text
    holder = ET.SubElement(root, "FunctionParameters")
    for name, text in parameters.items():
        ET.SubElement(holder, name).text = text
    return ET.tostring(root)


def exchange(document):
    """Sends a document and gives the reply's root. A reply is one line: it is whole when its line break has come."""
    with socket.create_connection(("127.0.0.1", PORT)) as connection:
        connection.settimeout(125)  # an approval may take the user two minutes
        connection.sendall(document + b"\n")
        reply = bytearray()
        while not reply.endswith(b"\n"):
            block = connection.recv(65536)
            if not block:
                raise ConnectionError("the connection closed before the reply was whole")
            reply += block
    root = ET.fromstring(bytes(reply))
    error = root.find("Error")
    if error is not None:
        raise RuntimeError(f"{error.get('Code')}: {error.findtext('ErrorMessage')}")
    return root


def main(api_key, device_id=""):
    first = exchange(request(api_key, device_id, "GetFunctions", {}))
    device_id = first.findtext("DeviceID")
    print("DeviceID:", device_id)
    print("Functions:", ", ".join(function.findtext("Name") for function in first.iterfind("Response/Function")))

    found = exchange(request(api_key, device_id, "PatientSearch", {"Surname": "Jones", "Gender": "F"}))
    patients = found.findall("Response/Result")
    print("Patients:", len(patients))
    for patient in patients:
        print(" ", patient.findtext("Identity/NHSNumber"), patient.findtext("FirstName"), patient.findtext("Surname"))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
