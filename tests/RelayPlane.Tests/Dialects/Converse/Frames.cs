using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace RelayPlane.Tests.Dialects.Converse;

/// <summary>Makes messages of an AWS event stream, as Bedrock does.</summary>
internal static class Frames
{
    public static byte[] Event(string type, string payload) => One(payload, (":event-type", type), (":content-type", "application/json"), (":message-type", "event"));

    public static byte[] Exception(string type, string payload) => One(payload, (":exception-type", type), (":content-type", "application/json"), (":message-type", "exception"));

    public static byte[] Error(string code, string message) => One(string.Empty, (":message-type", "error"), (":error-code", code), (":error-message", message));

    public static byte[] All(params byte[][] frames) => [.. frames.SelectMany(frame => frame)];

    public static byte[] One(string payload, params (string Name, string Value)[] headers)
    {
        using var head = new MemoryStream();
        foreach (var (name, value) in headers)
        {
            head.WriteByte((byte)name.Length);
            head.Write(Encoding.UTF8.GetBytes(name));
            head.WriteByte(7);
            head.Write(Number16(Encoding.UTF8.GetByteCount(value)));
            head.Write(Encoding.UTF8.GetBytes(value));
        }

        return Framed(head.ToArray(), Encoding.UTF8.GetBytes(payload));
    }

    public static byte[] Framed(byte[] headers, byte[] payload)
    {
        byte[] prelude = [.. Number(16 + headers.Length + payload.Length), .. Number(headers.Length)];
        byte[] whole = [.. prelude, .. Number((int)Crc32.HashToUInt32(prelude)), .. headers, .. payload];
        return [.. whole, .. Number((int)Crc32.HashToUInt32(whole))];
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Number16(int value) => [(byte)(value >> 8), (byte)value];
}
