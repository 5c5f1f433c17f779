using System.CommandLine;
using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;

namespace RelayPlane.Cli;

/// <summary><c>relayplane pricing compute --jsonl</c>: prices one usage a line, from standard input to standard output, in order. It needs no gateway, config or network.</summary>
internal static class PricingCompute
{
    private const int ChunkBytes = 64 << 10;

    public static Command Create(TimeProvider clock, Func<Stream> input)
    {
        Option<bool> lines = new("--jsonl") { Description = "Read and write one JSON object a line; there is no other form yet" };
        Option<FileInfo> table = new("--table") { Description = "A price table to use instead of the one that is built in" };
        var command = new Command("compute", "Price usages: { id, provider, model, at, wire, usage } a line, answered by { id, status, cost_usd, matched_provider, matched_model }.") { lines, table };
        command.SetAction(parsed =>
        {
            PriceBook book;
            try
            {
                book = new PriceBook(parsed.GetValue(table) is { } file ? PriceSource.Read(File.ReadAllBytes(file.FullName), string.Empty).Table : null);
            }
            catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
            {
                parsed.InvocationConfiguration.Error.WriteLine($"{parsed.GetValue(table)} cannot be used: {e.Message}");
                return ExitCodes.Failed;
            }

            using var stream = input();
            Run(stream, parsed.InvocationConfiguration.Output, new ComputeLine(book, clock));
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Answers all lines of what has come before it waits for more, so that a program can ask one by one.</summary>
    private static void Run(Stream input, TextWriter output, ComputeLine line)
    {
        var buffer = new byte[ChunkBytes];
        var (start, end) = (0, 0);
        using var answers = new MemoryStream();
        while (true)
        {
            var read = input.Read(buffer, end, buffer.Length - end);
            end += read;
            for (int length; (length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n')) >= 0; start += length + 1)
            {
                line.Answer(buffer.AsMemory(start, length), answers);
            }

            if (read == 0)
            {
                line.Answer(buffer.AsMemory(start, end - start), answers);
            }

            output.Write(Encoding.UTF8.GetString(answers.GetBuffer(), 0, (int)answers.Length));
            output.Flush();
            answers.SetLength(0);
            if (read == 0)
            {
                return;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }
}
