using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using FluentAssertions;
using Microsoft.Playwright;

namespace MutualAid.Browser.Tests;

/// <summary>axe-core over WCAG 2.2 A and AA and the best practices, with every fold open.</summary>
public static class Axe
{
    // Only what is wrong is carried back from the page: the rest is most of the work and nobody reads it. The library's own call opens a second page
    // each time to put the results of frames together; no page here has frames, and it was a third of the time.
    // Nor are styles and media fetched a second time for rules about sounds that play by themselves; no page has any.
    private const string Rules = """
        async only => {
            document.querySelectorAll('details').forEach(d => d.open = true);
            const found = await axe.run(document, {
                preload: false, resultTypes: ['violations'],
                runOnly: only ? { type: 'rule', values: only } : ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
            });
            return found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html}`));
        }
        """;

    // What a page can get wrong at one width or by one light and right at another. All else is the same page.
    private static readonly string[] Visual = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"];

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    // The same page again, with other numbers, ids and one-time words in it.
    private const string Shape = """
        () => document.querySelector('main').outerHTML
            .replace(/value="[^"]{40,}"/g, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '').replace(/[0-9]+/g, '0')
        """;

    private static readonly ConcurrentDictionary<string, bool> Seen = new(StringComparer.Ordinal);

    /// <summary>Looks at a page of this shape once in the run by every rule, and at each other width and light by those that these can change.</summary>
    public static async Task ExpectNothingOnceAsync(IPage page, Way way)
    {
        var dark = await page.EvaluateAsync<bool>("matchMedia('(prefers-color-scheme: dark)').matches");
        var shape = await page.EvaluateAsync<string>(Shape);
        if (Seen.TryAdd($"{way.Width} {dark} {shape}", true))
        {
            await ExpectNothingAsync(page, Seen.TryAdd(shape, true) ? null : Visual);
        }
    }

    private static async Task ExpectNothingAsync(IPage page, string[]? only)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(Script);
        }

        (await page.EvaluateAsync<string[]>(Rules, only)).Should().BeEmpty($"{page.Url} must have no axe violation");
    }
}
