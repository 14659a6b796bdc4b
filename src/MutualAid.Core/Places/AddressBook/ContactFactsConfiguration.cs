using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Places;

internal sealed class ContactFactsConfiguration : IEntityTypeConfiguration<ContactFacts>
{
    public void Configure(EntityTypeBuilder<ContactFacts> facts)
    {
        facts.ToTable(ContactFacts.Table);
        facts.Property(f => f.Id).ValueGeneratedNever();
        facts.HasOne<Member>().WithMany().HasForeignKey(f => f.MemberId).OnDelete(DeleteBehavior.Cascade);
        facts.HasOne<Need>().WithMany().HasForeignKey(f => f.NeedId).OnDelete(DeleteBehavior.Cascade);

        // One row for a need, and one for a member's own phone.
        facts.HasIndex(f => f.NeedId).IsUnique();
        facts.HasIndex(f => f.MemberId).IsUnique().HasFilter("need_id IS NULL").HasDatabaseName("contact_facts_one_per_member");
        facts.HasIndex(f => f.PhoneIndex);
    }
}
