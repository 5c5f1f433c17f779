using System.Text.Json;

namespace RelayPlane.Config;

/// <summary>Reads, checks and writes <c>config.json</c>.</summary>
internal static class ConfigFile
{
    private static readonly JsonDocumentOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads a file; where there is none, everything is at its default. Never throws for what the file holds.</summary>
    public static ConfigLoad Load(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new ConfigLoad(GatewayConfig.Default, [], []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Bad([$"{path} cannot be read: {e.Message}"]);
        }
    }

    /// <summary>Reads a file's content.</summary>
    public static ConfigLoad Parse(ReadOnlyMemory<byte> json)
    {
        json = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
        if (json.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return new ConfigLoad(GatewayConfig.Default, [], []);
        }

        try
        {
            using var file = JsonDocument.Parse(json, s_lenient);
            return Check(file.RootElement, KeyLines.Read(json.Span));
        }
        catch (InvalidOperationException)
        {
            return Bad(["the file holds text that is not valid Unicode"]);
        }
        catch (JsonException e)
        {
            return Bad([$"line {e.LineNumber + 1}: this is not JSON: {e.Message.Split(". LineNumber")[0]}"]);
        }
    }

    /// <summary>Replaces a file in one step, readable by its owner alone.</summary>
    public static void Write(string path, string text)
    {
        var real = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        var draft = $"{real}.{Environment.ProcessId}.tmp";
        WriteDraft(draft, text);
        File.Move(draft, real, overwrite: true);
    }

    /// <summary>Writes a file only where there is none; false where there is.</summary>
    public static bool Create(string path, string text)
    {
        if (File.Exists(path))
        {
            return false;
        }

        var draft = $"{path}.{Environment.ProcessId}.tmp";
        WriteDraft(draft, text);
        try
        {
            File.Move(draft, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
            return false;
        }
    }

    private static void WriteDraft(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(path, options);
        stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }

    private static ConfigLoad Check(JsonElement file, KeyLines lines)
    {
        var problems = SchemaCheck.Run(file, ConfigSchema.Node()).Concat(lines.Twice.Select(path => (Path: path, Text: "is written twice"))).ToList();
        var faults = problems.Select(problem => problem.Path).ToHashSet();
        GatewayConfig? config = null;
        if (file.ValueKind == JsonValueKind.Object)
        {
            try
            {
                config = JsonSerializer.Deserialize(Sound.Part(file, faults).Span, ConfigJson.Default.GatewayConfig)!;
                problems.AddRange(CrossChecks.Run(config).Where(found => !faults.Any(fault => fault.StartsWith(found.Path, StringComparison.Ordinal))));
            }
            catch (JsonException e)
            {
                problems.Add((e.Path?.TrimStart('$').TrimStart('.') ?? "", "is not a value that this key takes"));
            }
        }

        return problems.Count > 0
            ? Bad([.. problems.Select(problem => Text(problem.Path, problem.Text, lines))])
            : new ConfigLoad(config!, [], ConfigNotices.Of(file, config!));
    }

    private static string Text(string path, string text, KeyLines lines)
    {
        var name = path.Length == 0 ? "the file" : path;
        return lines.Of(path) is { } line ? $"{name} (line {line}) {text}" : $"{name} {text}";
    }

    private static ConfigLoad Bad(IReadOnlyList<string> problems) => new(GatewayConfig.Default, problems, []);
}
