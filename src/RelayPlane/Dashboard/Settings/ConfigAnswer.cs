using System.Text.Json;

namespace RelayPlane.Dashboard.Settings;

/// <summary>What <c>GET /api/config</c> says: the file as the CLI reads it, without its secrets.</summary>
/// <param name="Hash">A sign of the file's bytes; an edit names the one it is based on.</param>
/// <param name="Text">With comments; empty where there is no file.</param>
/// <param name="Values">What it holds.</param>
/// <param name="Problems">What is wrong with the file; the config before it is in force then.</param>
/// <param name="WithoutEffect">Keys that do nothing.</param>
/// <param name="CanUndo">Whether the page's last edit can be undone.</param>
internal sealed record ConfigAnswer(
    string Path, string Hash, string Text, IReadOnlyDictionary<string, JsonElement> Values, IReadOnlyList<string> Problems, IReadOnlyList<string> WithoutEffect, bool CanUndo);

/// <summary>What <c>POST /api/config</c> takes.</summary>
/// <param name="Preview">Only says what would change.</param>
internal sealed record ConfigAsk(string? Hash, IReadOnlyList<ConfigChange>? Changes, bool Preview = false);

/// <summary>One value that is to change.</summary>
/// <param name="Path">Keys from the top.</param>
/// <param name="Value">Null takes the key out.</param>
internal sealed record ConfigChange(IReadOnlyList<string>? Path, JsonElement Value);

/// <summary>What <c>POST /api/config/undo</c> takes.</summary>
internal sealed record UndoAsk(string? Hash, bool Preview = false);

/// <summary>What an edit came to, or would come to.</summary>
/// <param name="Problems">Where there are any, nothing was written.</param>
/// <param name="Hash">Of the file as it is now.</param>
internal sealed record ConfigEditAnswer(IReadOnlyList<string> Problems, IReadOnlyList<DiffLine> Diff, string Hash, bool Written);

/// <summary>A line of the file before, after, or in both.</summary>
/// <param name="Kind"><c>same</c>, <c>added</c>, <c>removed</c>, or <c>gap</c> for lines that did not change and are left out.</param>
/// <param name="OldLine">Its number before, from 1.</param>
/// <param name="NewLine">Its number after.</param>
internal sealed record DiffLine(string Kind, string Text, int? OldLine, int? NewLine);
