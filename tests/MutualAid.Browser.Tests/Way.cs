using Xunit;

namespace MutualAid.Browser.Tests;

/// <summary>A way of looking at the site: how wide the screen is, and whether scripts run.</summary>
public sealed record Way(int Width, bool Script)
{
    public int Height => Width < 700 ? 844 : 900;

    /// <summary>The hardest way and the easiest: for journeys through pages whose parts the others have walked all four ways.</summary>
    public static TheoryData<int, bool> PhoneWithoutScriptAndDesk => new()
    {
        { 390, false },
        { 1280, true },
    };

    /// <summary>Phone and desk, with scripts and without: the main path is walked all four ways.</summary>
    public static TheoryData<int, bool> All => new()
    {
        { 390, true },
        { 390, false },
        { 1280, true },
        { 1280, false },
    };
}
