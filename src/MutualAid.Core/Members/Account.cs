using Microsoft.AspNetCore.Identity;

namespace MutualAid.Core.Members;

/// <summary>The sign-in of a member who has one. It never holds facts about the person: those are the <see cref="Member"/>'s.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public Account() => Id = Guid.CreateVersion7();

    public Guid MemberId { get; init; }
}
