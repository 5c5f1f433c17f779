using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RelayPlane.Config;

namespace RelayPlane.Dashboard.Settings;

/// <summary>Shows the config's file without its secrets, changes in it what the page may change, and takes back what it changed last.</summary>
/// <param name="path">The file; there may be none.</param>
/// <param name="reload">Has the gateway look at the file at once.</param>
internal sealed class ConfigDesk(string path, Action reload)
{
    private const int MostUndos = 20;
    private const int MostChanges = 500;
    private const int MostKeys = 12;
    private static readonly JsonDocumentOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly Lock _editing = new();

    /// <summary>Of this process: nobody can try out what a secret in the file is by the sign of the whole.</summary>
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>What the page's edits replaced; null for no file.</summary>
    private readonly List<(string? Before, string After)> _undos = [];

    /// <summary>A sign of the file's bytes.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public string Hash() => HashOf(Read());

    /// <exception cref="IOException">It cannot be read.</exception>
    public ConfigAnswer Answer()
    {
        lock (_editing)
        {
            var text = Read();
            var masked = new MaskedText(text ?? string.Empty);
            var load = Parse(text);
            var values = Values(masked.Text);
            return new ConfigAnswer(
                path, HashOf(text), masked.Text, Named(values), [.. load.Problems.Select(masked.Told)], Effects.Without(values), _undos is [.., var last] && last.After == HashOf(text));
        }
    }

    /// <returns>Null where the file is not what the edit is based on.</returns>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public ConfigEditAnswer? Edit(ConfigAsk ask)
    {
        lock (_editing)
        {
            var text = Read();
            if (ask.Hash != HashOf(text))
            {
                return null;
            }

            if (Unsound(ask) is { } unsound)
            {
                return Refused(text, [unsound]);
            }

            if (Parse(text).Problems is { Count: > 0 } broken)
            {
                return Refused(text, broken);
            }

            var edited = EditText.With(text ?? string.Empty, ask.Changes!);
            string[] problems = [.. ChangedKeys.Between(Values(text ?? string.Empty), Values(edited)).Select(key => EditableKeys.Problem(key, path)).OfType<string>(), .. Parse(edited).Problems];
            if (problems.Length > 0)
            {
                return Refused(text, problems);
            }

            return Put(text, edited, ask.Preview, () => _undos.Add((text, HashOf(edited))));
        }
    }

    /// <summary>Back to what was before the page's last edit, while nobody else has changed the file since.</summary>
    /// <returns>Null where the file is not what the page has seen.</returns>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public ConfigEditAnswer? Undo(UndoAsk ask)
    {
        lock (_editing)
        {
            var text = Read();
            if (ask.Hash != HashOf(text))
            {
                return null;
            }

            return _undos is [.., var last] && last.After == ask.Hash
                ? Put(text, last.Before, ask.Preview, () => _undos.RemoveAt(_undos.Count - 1))
                : Refused(text, ["There is no edit of this page to undo, or the file was changed since."]);
        }
    }

    private ConfigEditAnswer Put(string? before, string? after, bool preview, Action remember)
    {
        var diff = LineDiff.Of(new MaskedText(before ?? string.Empty).Text, new MaskedText(after ?? string.Empty).Text);
        if (preview || before == after)
        {
            return new ConfigEditAnswer([], diff, HashOf(before), Written: false);
        }

        if (after is null)
        {
            File.Delete(path);
        }
        else
        {
            Home.CreateFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
            ConfigFile.Write(path, after);
        }

        remember();
        if (_undos.Count > MostUndos)
        {
            _undos.RemoveAt(0);
        }

        reload();
        return new ConfigEditAnswer([], diff, HashOf(after), Written: true);
    }

    private static string? Unsound(ConfigAsk ask) => ask.Changes switch
    {
        not { Count: > 0 and <= MostChanges } => $"changes must be a list of 1 to {MostChanges}.",
        var changes when changes.Any(change => change?.Path is not { Count: > 0 and <= MostKeys } keys || keys.Any(string.IsNullOrEmpty)) => $"Each change needs a path of 1 to {MostKeys} keys.",
        var changes when changes.Any(change => change.Value.ValueKind == JsonValueKind.Undefined) => "Each change needs a value; null takes the key out.",
        var changes when !changes.All(change => EditText.IsText(change.Value)) => "A text in a value has half a character; the config could not hold it.",
        var changes when changes.Any(change => $"{string.Join('.', change.Path!)} {EditText.Compact(change.Value)}".Contains(SecretNames.Mask, StringComparison.Ordinal)) =>
            $"{SecretNames.Mask} stands for a secret that the page does not know, and is not written. Change single keys, so that secrets stay as they are.",
        _ => null,
    };

    private ConfigEditAnswer Refused(string? text, IEnumerable<string> problems)
    {
        var masked = new MaskedText(text ?? string.Empty);
        return new ConfigEditAnswer([.. problems.Select(masked.Told)], [], HashOf(text), Written: false);
    }

    private string? Read()
    {
        try
        {
            // With its byte order mark, where it has one.
            return Encoding.UTF8.GetString(File.ReadAllBytes(path));
        }
        catch (Exception thrown) when (thrown is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException thrown)
        {
            throw new IOException(thrown.Message, thrown);
        }
    }

    private string HashOf(string? text) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text ?? string.Empty)).AsSpan(0, 16));

    private static ConfigLoad Parse(string? text) => ConfigFile.Parse(Encoding.UTF8.GetBytes(text ?? string.Empty));

    /// <summary>An empty object for what holds none.</summary>
    private static JsonElement Values(string text)
    {
        try
        {
            using var values = JsonDocument.Parse(text.TrimStart('\uFEFF'), s_lenient);
            return values.RootElement.ValueKind == JsonValueKind.Object ? values.RootElement.Clone() : Nothing();
        }
        catch (JsonException)
        {
            return Nothing();
        }
    }

    /// <summary>In the file's order; of a key that stands twice the last counts.</summary>
    private static OrderedDictionary<string, JsonElement> Named(JsonElement values)
    {
        var named = new OrderedDictionary<string, JsonElement>();
        foreach (var property in values.EnumerateObject())
        {
            named[property.Name] = property.Value;
        }

        return named;
    }

    private static JsonElement Nothing()
    {
        using var nothing = JsonDocument.Parse("{}");
        return nothing.RootElement.Clone();
    }
}
