using System.Text.Json;

namespace RelayPlane.Pacing;

/// <summary>Reads and writes <c>pacing.json</c>, readable by its owner alone: it holds what providers said about a person's account.</summary>
internal static class PacingFile
{
    /// <summary>What an earlier run left; nothing where the file is missing or not ours, and then <paramref name="notice"/> says so.</summary>
    public static PacingMemory Read(string path, Action<string> notice)
    {
        try
        {
            if (JsonSerializer.Deserialize(File.ReadAllBytes(path), PacingMemoryJson.Default.PacingMemory) is { Version: PacingMemory.Current, Keys: not null, Lanes: not null } memory
                && memory.Keys.All(key => key is { Provider: not null, Id: not null, Trouble: not null })
                && memory.Lanes.All(lane => lane is { Provider: not null, Class: not null, Id: not null }))
            {
                return memory;
            }

            notice($"{path} was not written by this version: limits and exhausted keys are learned anew.");
        }
        catch (Exception thrown) when (thrown is FileNotFoundException or DirectoryNotFoundException)
        {
            // The first start.
        }
        catch (Exception thrown) when (thrown is JsonException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            notice($"{path} cannot be read, so limits and exhausted keys are learned anew: {thrown.Message}");
        }

        return PacingMemory.Nothing;
    }

    public static byte[] Text(PacingMemory memory) => JsonSerializer.SerializeToUtf8Bytes(memory, PacingMemoryJson.Default.PacingMemory);

    /// <summary>Replaces the file in one step.</summary>
    public static void Write(string path, byte[] text)
    {
        var draft = $"{path}.{Environment.ProcessId}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // A draft that a crash left would keep its mode.
        File.Delete(draft);
        using (var file = new FileStream(draft, options))
        {
            file.Write(text);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }
}
