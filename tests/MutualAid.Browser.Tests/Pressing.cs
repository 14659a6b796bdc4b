using Microsoft.Playwright;

namespace MutualAid.Browser.Tests;

/// <summary>What a hand does on a page.</summary>
public static class Pressing
{
    /// <summary>Ticks the box, radio or tile whose label holds the words.</summary>
    public static async Task TickAsync(this ILocator where, string words)
    {
        var box = await where.Locator("label").Filter(new() { HasText = words }).First.GetAttributeAsync("for");
        await where.Locator($"[id='{box}']").CheckAsync();
    }

    public static Task TickAsync(this IPage page, string words) => page.Locator("main").TickAsync(words);

    /// <summary>Presses the button that reads like this and waits for what it leads to.</summary>
    public static async Task PressAsync(this IPage page, string words, string within = "main")
    {
        await page.Locator(within).GetByRole(AriaRole.Button, new() { Name = words }).First.ClickAsync();
        await page.WaitForLoadStateAsync();
    }

    /// <summary>Follows the link that reads like this.</summary>
    public static async Task FollowAsync(this IPage page, string words, string within = "body")
    {
        await page.Locator(within).GetByRole(AriaRole.Link, new() { Name = words }).First.ClickAsync();
        await page.WaitForLoadStateAsync();
    }

    /// <summary>Writes into the field of the form that has this name.</summary>
    public static Task WriteAsync(this IPage page, string field, string words) => page.Locator($"[name='Input.{field}']").FillAsync(words);

    /// <summary>The words on the page.</summary>
    public static Task<string> WordsAsync(this IPage page) => page.Locator("main").InnerTextAsync();
}
