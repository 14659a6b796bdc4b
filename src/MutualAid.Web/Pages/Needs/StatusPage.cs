using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Needs;

/// <summary>A page below /status/{key}: the key in its address says whose need it is, whichever of the doors it was opened by.</summary>
public abstract class StatusPage : PrivatePage
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    /// <summary>The page that this one came from and leads back to.</summary>
    public virtual string Path => $"/status/{Key}";

    protected OwnNeed Own => OwnOf(Key);
}

/// <summary>A page below /status/{key} about one of the need's helpers.</summary>
public abstract class StatusClaimPage : StatusPage
{
    [BindProperty(SupportsGet = true)]
    public Guid ClaimId { get; set; }
}
