using Microsoft.Playwright;

namespace MutualAid.Browser.Tests;

/// <summary>What a hand does on a page.</summary>
public static class Pressing
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>Ticks the box, radio or tile whose label holds the words.</summary>
    public static async Task TickAsync(this ILocator where, string words)
    {
        var box = await where.Locator("label").Filter(new() { HasText = words }).First.GetAttributeAsync("for");
        await where.Locator($"[id='{box}']").CheckAsync();
    }

    public static Task TickAsync(this IPage page, string words) => page.Locator("main").TickAsync(words);

    /// <summary>Presses the button that reads like this and waits for what it leads to.</summary>
    public static Task PressAsync(this IPage page, string words, string within = "main") =>
        page.PressAsync(page.Locator(within).GetByRole(AriaRole.Button, new() { Name = words }).First);

    /// <summary>Presses what leads to a page and waits for that page.</summary>
    public static Task PressAsync(this IPage page, ILocator what) => page.ArriveAsync(() => what.ClickAsync());

    /// <summary>Follows the link that reads like this.</summary>
    public static Task FollowAsync(this IPage page, string words, string within = "body") =>
        page.PressAsync(page.Locator(within).GetByRole(AriaRole.Link, new() { Name = words }).First);

    /// <summary>
    /// Does what leads to a page, and waits until that page is there whole. Who waits is told of the next page before the hand moves: told of it
    /// afterwards, they may miss it, or take the page they are leaving for it.
    /// </summary>
    public static async Task ArriveAsync(this IPage page, Func<Task> move)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Note(object? sender, IFrame frame)
        {
            if (frame == page.MainFrame)
            {
                arrived.TrySetResult();
            }
        }

        page.FrameNavigated += Note;
        try
        {
            await move();
            await arrived.Task.WaitAsync(Patience);
        }
        finally
        {
            page.FrameNavigated -= Note;
        }

        while (await page.EvaluateAsync<string>("document.readyState") != "complete")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }

    /// <summary>Writes into the field of the form that has this name.</summary>
    public static Task WriteAsync(this IPage page, string field, string words) => page.Locator($"[name='Input.{field}']").FillAsync(words);

    /// <summary>The words on the page.</summary>
    public static Task<string> WordsAsync(this IPage page) => page.Locator("main").InnerTextAsync();
}
