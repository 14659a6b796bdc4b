using MutualAid.Core.Exchanges;

namespace MutualAid.Web.Pages.Claims;

/// <summary>A moment for oneself after the help: nothing in it has to be answered.</summary>
public sealed class AfterInput
{
    public Feeling? Feeling { get; set; }

    public string? Words { get; set; }

    public bool? Again { get; set; }

    public Afterthought Thought => new(Feeling, Words, Again);

    public static AfterInput Of(Afterthought kept) => new() { Feeling = kept.Feeling, Words = kept.Words, Again = kept.Again };
}

/// <summary>What <c>_After</c> shows.</summary>
public sealed record AfterView(AfterInput Input);
