namespace RelayPlane.Catalog;

/// <summary>The provider whose API a client speaks: where its own credential belongs, and where calls go that name nothing known.</summary>
internal static class HomeProvider
{
    public static string Of(Api api) => api switch
    {
        Api.Anthropic => "anthropic",
        Api.Gemini => "google",
        _ => "openai",
    };
}
