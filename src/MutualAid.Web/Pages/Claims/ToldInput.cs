using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Claims;

/// <summary>How it went, and after "part done" what is still missing.</summary>
public sealed class ToldInput
{
    public Outcome? Outcome { get; set; }

    public string? Missing { get; set; }

    public Told Told => new(Outcome, Missing);
}

/// <summary>What <c>_Told</c> shows: the answers so far, and whose words the six answers are in.</summary>
public sealed record ToldView(ToldInput Input, bool ByHelper);
