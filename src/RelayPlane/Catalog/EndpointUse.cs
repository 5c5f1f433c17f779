namespace RelayPlane.Catalog;

/// <summary>What a call at an endpoint takes of a provider.</summary>
internal static class EndpointUse
{
    /// <summary>Whether it only counts the tokens of a prompt, which is free.</summary>
    public static bool CountsTokens(this Endpoint endpoint) => endpoint is Endpoint.CountTokens or Endpoint.GeminiCountTokens or Endpoint.InputTokens;

    /// <summary>Whether it asks for models that there are, which is free.</summary>
    public static bool ListsModels(this Endpoint endpoint) => endpoint is Endpoint.Models or Endpoint.Model;

    /// <summary>Whether a model works on it, for tokens that its body foretells. Of a path that is not modelled nobody knows.</summary>
    public static bool RunsModel(this Endpoint endpoint) => endpoint is not Endpoint.Other && !endpoint.CountsTokens() && !endpoint.ListsModels();
}
