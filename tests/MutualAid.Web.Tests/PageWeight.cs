using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using FluentAssertions;
using MutualAid.TestKit;

namespace MutualAid.Web.Tests;

/// <summary>What a page costs a phone on a metered line, and whom it talks to.</summary>
internal static partial class PageWeight
{
    public const int CssBudget = 16 * 1024;
    public const int ScriptBudget = 8 * 1024;
    public const int PageBudget = 64 * 1024;

    /// <summary>The bytes a first visit transfers: the page and everything it asks for, compressed as the server sends it.</summary>
    public static async Task<long> TransferredAsync(PageClient client, PageAnswer page)
    {
        var bytes = 0L;
        foreach (var address in Requests(page).Distinct().Prepend(page.Path))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
            request.Headers.AcceptEncoding.ParseAdd("gzip");
            using var answer = await client.Http.SendAsync(request);

            // A page may say by its status that something is missing or came loose; what it asks for is there.
            answer.StatusCode.Should().Be(address == page.Path ? page.Status : HttpStatusCode.OK, address);
            var length = (await answer.Content.ReadAsByteArrayAsync()).Length;
            bytes += length > 0 ? length : throw new InvalidOperationException($"{address} came back empty.");
        }

        return bytes;
    }

    /// <summary>Everything the browser fetches by itself for this page.</summary>
    public static IEnumerable<string> Requests(PageAnswer page) =>
        page.All("link[rel=stylesheet], link[rel=icon], link[rel=preload]").Select(e => e.GetAttribute("href"))
            .Concat(page.All("script[src], img[src], iframe[src], source[src], video[src], audio[src], embed[src], input[src]").Select(e => e.GetAttribute("src")))
            .Concat(page.All("use, image").Select(e => e.GetAttribute("href")).Where(h => h?.StartsWith('#') != true))
            .OfType<string>();

    /// <summary>Requests that leave this site.</summary>
    public static IEnumerable<string> ThirdParties(PageAnswer page) => Requests(page).Where(r => !r.StartsWith('/') || r.StartsWith("//", StringComparison.Ordinal));

    /// <summary>Addresses of other sites in a style or script; names of formats are not addresses.</summary>
    public static IEnumerable<string> ThirdParties(string asset) =>
        Address().Matches(asset).Select(m => m.Value).Where(a => !a.StartsWith("http://www.w3.org/", StringComparison.Ordinal));

    public static long Compressed(IEnumerable<string> files) => files.Sum(file =>
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(File.ReadAllBytes(file));
        }

        return packed.Length;
    });

    [GeneratedRegex("""(?:https?:)?//[\w.-]+\.[a-z]{2,}[^\s"')]*""")]
    private static partial Regex Address();
}
