namespace RelayPlane.Config;

/// <summary>The client mistakes that <c>fallbackOn</c> may name.</summary>
internal static class MistakeNames
{
    public const string ContextLength = "context_length";
    public const string ModelNotFound = "model_not_found";

    public static readonly string[] All = [ContextLength, ModelNotFound];
}
