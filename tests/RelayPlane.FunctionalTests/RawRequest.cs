using System.Text;

namespace RelayPlane.FunctionalTests;

/// <summary>A request as its bytes came: the first line, the header lines, and the body.</summary>
internal sealed record RawRequest(string Line, IReadOnlyList<string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) =>
        Headers.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    /// <returns>Null when the connection was closed instead.</returns>
    public static async Task<RawRequest?> ReadAsync(Stream stream, CancellationToken cancel)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!EndsHead(head))
        {
            if (await stream.ReadAsync(one, cancel) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        var lines = Encoding.Latin1.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var request = new RawRequest(lines[0], lines[1..], []);
        return request with { Body = await BodyAsync(request, stream, cancel) };
    }

    private static bool EndsHead(List<byte> head) => head.Count >= 4 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n';

    private static async Task<byte[]> BodyAsync(RawRequest request, Stream stream, CancellationToken cancel)
    {
        if (request.Header("content-length") is { } length)
        {
            var body = new byte[int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)];
            await stream.ReadExactlyAsync(body, cancel);
            return body;
        }

        return request.Header("transfer-encoding") is null ? [] : await ChunkedAsync(stream, cancel);
    }

    private static async Task<byte[]> ChunkedAsync(Stream stream, CancellationToken cancel)
    {
        var body = new MemoryStream();
        while (true)
        {
            var size = int.Parse(await LineAsync(stream, cancel), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
            var chunk = new byte[size + 2];
            await stream.ReadExactlyAsync(chunk, cancel);
            if (size == 0)
            {
                return body.ToArray();
            }

            body.Write(chunk, 0, size);
        }
    }

    private static async Task<string> LineAsync(Stream stream, CancellationToken cancel)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, cancel) == 1 && one[0] != '\n')
        {
            line.Append((char)one[0]);
        }

        return line.ToString().Trim();
    }
}
