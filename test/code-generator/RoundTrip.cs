// Reads replies into the classes that a code generator made from the environment's schemas, and writes them out again from those objects.
//
//     RoundTrip FOLDER NAME...    reads FOLDER/NAME.reply.xml into class NAME.ClientIntegrationResponse, writes FOLDER/NAME.again.xml
using System;
using System.IO;
using System.Xml;
using System.Xml.Serialization;

public static class RoundTrip
{
    public static int Main(string[] arguments)
    {
        for (var index = 1; index < arguments.Length; index++) Turn(arguments[0], arguments[index]);
        return 0;
    }

    private static void Turn(string folder, string name)
    {
        var type = typeof(RoundTrip).Assembly.GetType(name + ".ClientIntegrationResponse", true);
        var serializer = new XmlSerializer(type);
        serializer.UnknownElement += (sender, found) => { throw new InvalidDataException(name + ": the classes do not know element " + found.Element.Name); };
        serializer.UnknownAttribute += (sender, found) => { throw new InvalidDataException(name + ": the classes do not know attribute " + found.Attr.Name); };
        object reply;
        using (var reader = XmlReader.Create(Path.Combine(folder, name + ".reply.xml"))) reply = serializer.Deserialize(reader);
        using (var writer = XmlWriter.Create(Path.Combine(folder, name + ".again.xml"))) serializer.Serialize(writer, reply);
    }
}
