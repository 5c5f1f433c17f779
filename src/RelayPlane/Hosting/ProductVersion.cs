namespace RelayPlane.Hosting;

/// <summary>The version that this binary was built as.</summary>
internal static class ProductVersion
{
    public static string Text { get; } = typeof(ProductVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
