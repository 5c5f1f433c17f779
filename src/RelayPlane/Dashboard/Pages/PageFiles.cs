using System.Collections.Frozen;
using System.Globalization;
using System.IO.Hashing;
using System.Reflection;

namespace RelayPlane.Dashboard.Pages;

/// <summary>The page's files, as the build made and compressed them, by path.</summary>
internal sealed class PageFiles(FrozenDictionary<string, PageFile> files)
{
    private const string Prefix = "page/";

    private static readonly (string Extension, string Encoding)[] s_compressed = [(".br", "br"), (".gz", "gzip")];

    private static readonly FrozenDictionary<string, string> s_types = new Dictionary<string, string>
    {
        [".css"] = "text/css; charset=utf-8",
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json",
        [".png"] = "image/png",
        [".svg"] = "image/svg+xml",
        [".txt"] = "text/plain; charset=utf-8",
        [".webmanifest"] = "application/manifest+json",
        [".woff2"] = "font/woff2",
    }.ToFrozenDictionary();

    public IEnumerable<string> Paths => files.Keys;

    /// <param name="path">Such as <c>/assets/index-1a2b.js</c>.</param>
    public PageFile? Find(string path) => files.GetValueOrDefault(path);

    /// <summary>Those within the assembly.</summary>
    public static PageFiles Embedded()
    {
        var assembly = typeof(PageFiles).Assembly;
        return Of(assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(name => name[Prefix.Length..], name => Read(assembly, name)));
    }

    /// <param name="bytes">By name, such as <c>index.html</c> and <c>index.html.br</c>.</param>
    public static PageFiles Of(IReadOnlyDictionary<string, byte[]> bytes) =>
        new(bytes.Keys.Where(name => s_types.ContainsKey(Path.GetExtension(name))).ToFrozenDictionary(name => "/" + name, name => FileOf(name, bytes)));

    private static PageFile FileOf(string name, IReadOnlyDictionary<string, byte[]> bytes) => new(
        s_types[Path.GetExtension(name)],
        [
            .. s_compressed.Where(form => bytes.ContainsKey(name + form.Extension)).Select(form => Form(form.Encoding, bytes[name + form.Extension])),
            Form(null, bytes[name]),
        ]);

    private static PageForm Form(string? encoding, byte[] bytes) => new(encoding, bytes, $"\"{XxHash3.HashToUInt64(bytes).ToString("x16", CultureInfo.InvariantCulture)}\"");

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
