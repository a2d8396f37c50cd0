// A first request to the Client Integration API, with nothing but .NET's own library (C# 7, so that Mono's compiler takes it too).
//
//     FirstRequest API_KEY [DEVICE_ID]
//
// Without a DeviceID the environment asks its user to approve this application; the DeviceID that it then issues is printed, for the next time.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;

public static class FirstRequest
{
    private static readonly int Port = int.Parse(Environment.GetEnvironmentVariable("S1KIT_PORT") ?? "40700");

    public static int Main(string[] arguments)
    {
        if (arguments.Length == 0)
        {
            Console.Error.WriteLine("Usage: FirstRequest API_KEY [DEVICE_ID]");
            return 2;
        }
        var apiKey = arguments[0];
        var first = Exchange(Request(apiKey, arguments.ElementAtOrDefault(1) ?? "", "GetFunctions", new Dictionary<string, string>()));
        var deviceId = (string)first.Element("DeviceID");
        Console.WriteLine("DeviceID: " + deviceId);
        Console.WriteLine("Functions: " + string.Join(", ", first.Element("Response").Elements("Function").Select(function => (string)function.Element("Name"))));

        var constraints = new Dictionary<string, string> { { "Surname", "Jones" }, { "Gender", "F" } };
        var patients = Exchange(Request(apiKey, deviceId, "PatientSearch", constraints)).Element("Response").Elements("Result").ToList();
        Console.WriteLine("Patients: " + patients.Count);
        foreach (var patient in patients)
        {
            Console.WriteLine("  " + (string)patient.Element("Identity").Element("NHSNumber") + " " + (string)patient.Element("FirstName") + " " + (string)patient.Element("Surname"));
        }
        return 0;
    }

    /// <summary>A request document. XElement escapes what has to be escaped.</summary>
    private static string Request(string apiKey, string deviceId, string function, IDictionary<string, string> parameters)
    {
        return new XElement("ClientIntegrationRequest",
            new XElement("APIKey", apiKey),
            new XElement("DeviceID", deviceId),
            new XElement("DeviceVersion", "1.0"),
            new XElement("RequestUID", Guid.NewGuid()),
            new XElement("Function", function),
            new XElement("FunctionVersion", "1.0"),
            new XElement("FunctionParameters", parameters.Select(parameter => new XElement(parameter.Key, parameter.Value)))
        ).ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>Sends a document and gives the reply's root. A reply is one line: it is whole when its line break has come.</summary>
    private static XElement Exchange(string document)
    {
        using (var connection = new TcpClient("127.0.0.1", Port))
        {
            connection.ReceiveTimeout = 125000; // an approval may take the user two minutes
            var stream = connection.GetStream();
            var bytes = Encoding.UTF8.GetBytes(document + "\n");
            stream.Write(bytes, 0, bytes.Length);
            var line = new StreamReader(stream, Encoding.UTF8).ReadLine();
            if (line == null) throw new IOException("The connection closed before the reply came.");
            var reply = XElement.Parse(line);
            var error = reply.Element("Error");
            if (error != null) throw new InvalidOperationException((string)error.Attribute("Code") + ": " + (string)error.Element("ErrorMessage"));
            return reply;
        }
    }
}
