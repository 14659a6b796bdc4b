using MutualAid.Core.Members;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Shared;

/// <summary>What somebody reads before they ring a neighbour: it stands above the button that shows the number.</summary>
public sealed record SafeCall(ReachBy ReachBy, SafeContact Wishes, NeedCare Care)
{
    /// <summary>The words above it where several people could be rung.</summary>
    public string? Whom { get; init; }
}
