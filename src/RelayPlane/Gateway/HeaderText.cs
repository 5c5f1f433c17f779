namespace RelayPlane.Gateway;

/// <summary>Makes a value from a request fit for a reply header: a model name may hold anything, a header line may not.</summary>
internal static class HeaderText
{
    public static string Of(string value)
    {
        foreach (var character in value)
        {
            if (character is < ' ' or > '~')
            {
                return Uri.EscapeDataString(value);
            }
        }

        return value;
    }
}
