using System.Globalization;
using System.Text;

namespace RelayPlane.Dashboard.Live;

/// <summary>Writes server-sent events. Data is JSON in one line, so that it needs no more than one field.</summary>
internal static class EventFrame
{
    /// <summary>What a page waits for before it comes again, and something to see that it is connected.</summary>
    public static byte[] Hello { get; } = ": connected\nretry: 1000\n\n"u8.ToArray();

    /// <summary>Keeps a quiet connection, and finds out whether it is.</summary>
    public static byte[] KeepAlive { get; } = ":\n\n"u8.ToArray();

    /// <param name="id">Where to go on after this.</param>
    public static byte[] Write(long id, string name, ReadOnlySpan<byte> json) =>
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {id}\nevent: {name}\ndata: ")), .. json, .. "\n\n"u8];
}
