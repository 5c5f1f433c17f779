using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace RelayPlane.Benchmarks.Pacing;

/// <summary>
/// The body of one call, made when it is sent: four bytes of JSON a token, blocks of 512 tokens whose text follows from their id alone, so that
/// equal prefixes are equal bytes. With known blocks the last is marked for the cache, as agents do.
/// </summary>
internal sealed class Prompt : HttpContent
{
    // A block of 2048 bytes as the sandbox counts them: its text, its names and its quotes.
    private const int BlockText = 2024;
    private const int BlockTokens = 512;
    private const int LeastText = 8;
    private const string PartStart = "{\"type\":\"text\",\"text\":\"";
    private const string Marked = "\",\"cache_control\":{\"type\":\"ephemeral\"}}";
    private const string Unmarked = "\"}";
    private static readonly byte[] Filler = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("the queue moves on as planned and every bucket is known before it runs dry ", 64)));

    private readonly Arrival _arrival;
    private readonly byte[] _head;
    private readonly bool _openAI;
    private readonly int[] _texts;
    private readonly int _length;

    public Prompt(Arrival arrival, string model, long maxTokens, bool openAI)
    {
        (_arrival, _openAI) = (arrival, openAI);
        _head = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"model\":\"{model}\",\"max_tokens\":{maxTokens},\"stream\":true,\"messages\":"));
        _texts = Texts(arrival, openAI);
        _length = _head.Length + MessagesLength(_texts, arrival.Blocks.Count > 0, openAI) + 1;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(_length);
        try
        {
            Fill(buffer);
            await stream.WriteAsync(buffer.AsMemory(0, _length), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string Start(bool openAI) => openAI ? "[{\"role\":\"user\",\"content\":\"" : "[{\"role\":\"user\",\"content\":[";

    private static string End(bool openAI) => openAI ? "\"}]" : "]}]";

    // How long each part's text is; the last makes up what the others and the JSON around them leave.
    private static int[] Texts(Arrival arrival, bool openAI)
    {
        var blocks = openAI ? 1 : Math.Max(1, (int)Math.Min(arrival.Blocks.Count, (arrival.Input + BlockTokens - 1) / BlockTokens));
        var texts = Enumerable.Repeat(BlockText, blocks).ToArray();
        texts[^1] = 0;
        var rest = 4 * arrival.Input - MessagesLength(texts, arrival.Blocks.Count > 0, openAI);
        texts[^1] = (int)Math.Max(LeastText, rest);
        return texts;
    }

    private static int MessagesLength(int[] texts, bool marked, bool openAI)
    {
        var around = Start(openAI).Length + End(openAI).Length;
        return openAI
            ? around + texts[0]
            : around + texts.Sum() + texts.Length * PartStart.Length + (texts.Length - 1) * (Unmarked.Length + 1) + (marked ? Marked : Unmarked).Length;
    }

    private void Fill(Span<byte> buffer)
    {
        Put(ref buffer, _head);
        Put(ref buffer, Start(_openAI));
        for (var index = 0; index < _texts.Length; index++)
        {
            Put(ref buffer, _openAI ? "" : PartStart);
            PutText(buffer[.._texts[index]], index);
            buffer = buffer[_texts[index]..];
            var last = index == _texts.Length - 1;
            Put(ref buffer, _openAI ? "" : last ? (_arrival.Blocks.Count > 0 ? Marked : Unmarked) : Unmarked + ",");
        }

        Put(ref buffer, End(_openAI));
        Put(ref buffer, "}");
    }

    private void PutText(Span<byte> text, int index)
    {
        // A block without an id is nobody else's.
        var name = index < _arrival.Blocks.Count
            ? string.Create(CultureInfo.InvariantCulture, $"b{_arrival.Blocks[index]:x} ")
            : string.Create(CultureInfo.InvariantCulture, $"c{_arrival.Number:x}.{index:x} ");
        var label = Encoding.ASCII.GetBytes(name).AsSpan();
        label = label[..Math.Min(label.Length, text.Length)];
        label.CopyTo(text);
        text = text[label.Length..];
        while (text.Length > 0)
        {
            var piece = Math.Min(text.Length, Filler.Length);
            Filler.AsSpan(0, piece).CopyTo(text);
            text = text[piece..];
        }
    }

    private static void Put(ref Span<byte> buffer, string text)
    {
        Encoding.ASCII.GetBytes(text, buffer);
        buffer = buffer[text.Length..];
    }

    private static void Put(ref Span<byte> buffer, byte[] bytes)
    {
        bytes.CopyTo(buffer);
        buffer = buffer[bytes.Length..];
    }
}
