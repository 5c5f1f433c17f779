using System.Text.Json;
using System.Text.Json.Serialization;

namespace RelayPlane.Hosting;

/// <summary>What a running gateway leaves in its home for the other verbs: where it listens, and the token that proves a command comes from someone who may read the home.</summary>
internal sealed record RunningFile(int Pid, string Address, string Token, DateTimeOffset StartedAt)
{
    /// <returns>Null where there is none, or what is there is torn.</returns>
    public static RunningFile? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), RunningJson.Default.RunningFile);
        }
        catch (Exception thrown) when (thrown is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Write(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // A file that lies there already would keep its mode.
        File.Delete(path);
        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(file, this, RunningJson.Default.RunningFile);
    }

    public override string ToString() => $"{Address} (pid {Pid})";
}

/// <summary>Reads and writes the file without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunningFile))]
internal sealed partial class RunningJson : JsonSerializerContext;
