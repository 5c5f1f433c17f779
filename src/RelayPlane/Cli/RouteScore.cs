using System.CommandLine;

namespace RelayPlane.Cli;

/// <summary><c>relayplane route score --jsonl</c>: scores one prompt a line, from standard input to standard output, in order. It needs no gateway, config or network.</summary>
internal static class RouteScore
{
    private const int ChunkBytes = 64 << 10;

    public static Command Create(Func<Stream> input)
    {
        Option<bool> lines = new("--jsonl") { Description = "Read and write one JSON object a line; there is no other form yet" };
        var command = new Command("score", "Score prompts: { id, prompt, tools, turns } a line, answered by { id, q_cheap, q_mid, q_strong, tier, score }.") { lines };
        command.SetAction(parsed =>
        {
            try
            {
                using var stream = input();
                return Run(stream, parsed.InvocationConfiguration.Output, new ScoreLine()) ? ExitCodes.Done : ExitCodes.Failed;
            }
            catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
            {
                parsed.InvocationConfiguration.Error.WriteLine($"Cannot read the prompts, or write the scores: {thrown.Message}");
                return ExitCodes.Failed;
            }
        });
        return command;
    }

    /// <summary>Answers all lines of what has come before it waits for more, so that a program can ask one by one.</summary>
    /// <returns>Whether every line could be read.</returns>
    private static bool Run(Stream input, TextWriter output, ScoreLine line)
    {
        var buffer = new byte[ChunkBytes];
        var (start, end, good) = (0, 0, true);
        using var answers = new MemoryStream();
        while (true)
        {
            var read = input.Read(buffer, end, buffer.Length - end);
            end += read;
            for (int length; (length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n')) >= 0; start += length + 1)
            {
                good &= line.Answer(buffer.AsMemory(start, length), answers);
            }

            if (read == 0)
            {
                good &= line.Answer(buffer.AsMemory(start, end - start), answers);
            }

            output.Write(System.Text.Encoding.UTF8.GetString(answers.GetBuffer(), 0, (int)answers.Length));
            output.Flush();
            answers.SetLength(0);
            if (read == 0)
            {
                return good;
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
