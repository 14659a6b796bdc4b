using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using FluentAssertions;
using Microsoft.Playwright;

namespace MutualAid.Browser.Tests;

/// <summary>axe-core over WCAG 2.2 A and AA and the best practices, with every fold open.</summary>
public static class Axe
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    public static async Task ExpectNothingAsync(IPage page)
    {
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        var result = await page.RunAxe(Rules);
        result.Violations
            .SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Html}"))
            .Should().BeEmpty($"{page.Url} must have no axe violation");
    }
}
