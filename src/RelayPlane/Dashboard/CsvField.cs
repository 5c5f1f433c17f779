namespace RelayPlane.Dashboard;

/// <summary>A text from outside as a field of a file for spreadsheets.</summary>
internal static class CsvField
{
    /// <summary>Quoted where it must be. What a spreadsheet would take for a formula is marked as text.</summary>
    public static string Of(string? text)
    {
        var safe = text is { Length: > 0 } && "=+-@\t\r".Contains(text[0]) ? "'" + text : text ?? "";
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
