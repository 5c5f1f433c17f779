using System.Text.Json;

namespace RelayPlane.Ledger.Content;

/// <summary>Reads what was kept of a call, through a connection of its own that only reads.</summary>
internal sealed class ContentReader(string path)
{
    /// <summary>Null where nothing is kept of the call.</summary>
    /// <exception cref="InvalidDataException">What is kept is damaged.</exception>
    public CallContent? Find(string callId)
    {
        using var connection = ContentFile.TryOpen(path);
        if (connection is null)
        {
            return null;
        }

        using var row = new Statement(
            connection.Handle!,
            "SELECT at_ms, request_headers, reply_headers, request, request_bytes, request_cut, reply, reply_bytes, reply_cut FROM contents WHERE call_id = ?");
        return row.Bind(callId).Next()
            ? new CallContent(callId, DateTimeOffset.FromUnixTimeMilliseconds(row.Number(0)), Headers(row.Text(1)), Headers(row.Text(2)), Body(row, 3), Body(row, 6))
            : null;
    }

    private static IReadOnlyList<KeptHeader> Headers(string text) => JsonSerializer.Deserialize(text, KeptHeadersJson.Default.IReadOnlyListKeptHeader) ?? [];

    private static KeptBody Body(Statement row, int column)
    {
        var length = (int)row.Number(column + 1);
        return new KeptBody(length == 0 ? default : Packing.Unpack(row.Blob(column), length), row.Number(column + 2) != 0);
    }
}
