namespace RelayPlane.Dashboard.OpenApi;

/// <summary>Adds to the paths of the API the one that describes them all.</summary>
internal static class OpenApiPaths
{
    public static IReadOnlyList<ApiPath> With(IReadOnlyList<ApiPath> paths, string version)
    {
        List<ApiPath> all = [.. paths];
        var document = new Lazy<byte[]>(() => OpenApiDocument.Write(all, version));
        all.Add(new ApiPath("GET", "/api/openapi.json", "This description.", _ => ValueTask.FromResult(new ApiReply(StatusCodes.Status200OK, "application/json", async http =>
            await http.Response.Body.WriteAsync(document.Value, http.RequestAborted))))
        {
            ContentType = "application/json",
        });
        return all;
    }
}
