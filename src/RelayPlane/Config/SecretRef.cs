using System.Text.Json;
using System.Text.Json.Serialization;

namespace RelayPlane.Config;

/// <summary>A secret as the config names it: <c>env:NAME</c>, <c>file:PATH</c>, or the value itself. Its text form never shows a value.</summary>
[JsonConverter(typeof(SecretRefConverter))]
internal sealed class SecretRef(string written)
{
    private const string Env = "env:";
    private const string File = "file:";

    /// <summary>Whether the config holds the value itself, which deserves a warning.</summary>
    public bool IsLiteral => !written.StartsWith(Env, StringComparison.Ordinal) && !written.StartsWith(File, StringComparison.Ordinal);

    /// <summary>The value; null where the variable is not set, or the file cannot be read or is empty.</summary>
    public string? Read(Func<string, string?> environment)
    {
        if (written.StartsWith(Env, StringComparison.Ordinal))
        {
            return environment(written[Env.Length..].Trim()) is { Length: > 0 } value ? value.Trim() : null;
        }

        return written.StartsWith(File, StringComparison.Ordinal) ? ReadFile(Home.Absolute(written[File.Length..].Trim(), environment)) : written.Trim();
    }

    /// <summary>The reference, or asterisks for a literal.</summary>
    public override string ToString() => IsLiteral ? "***" : written;

    private static string? ReadFile(string path)
    {
        try
        {
            return System.IO.File.ReadAllText(path).Trim() is { Length: > 0 } value ? value : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A secret is a string in JSON, and is never written out.</summary>
    internal sealed class SecretRefConverter : JsonConverter<SecretRef>
    {
        public override SecretRef? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, SecretRef value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
