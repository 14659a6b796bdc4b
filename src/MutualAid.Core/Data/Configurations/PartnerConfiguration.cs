using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MutualAid.Core.Desk;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Data.Configurations;

internal sealed class PartnerConfiguration : IEntityTypeConfiguration<Partner>
{
    public void Configure(EntityTypeBuilder<Partner> partner)
    {
        partner.ToTable("partner");
        partner.Property(p => p.Id).ValueGeneratedNever();
        partner.Property(p => p.Version).IsRowVersion();
        partner.Property(p => p.Name).HasMaxLength(Partner.NameMaxLength);
        partner.Property(p => p.About).HasMaxLength(Partner.AboutMaxLength);
        partner.HasIndex(p => p.Name).IsUnique().HasFilter("active").HasDatabaseName(Constraints.PartnerOneName);
    }
}

internal sealed class ReferralConfiguration : IEntityTypeConfiguration<Referral>
{
    public void Configure(EntityTypeBuilder<Referral> referral)
    {
        referral.ToTable("referral");
        referral.Property(r => r.Id).ValueGeneratedNever();
        referral.HasOne<Need>().WithMany().HasForeignKey(r => r.NeedId).OnDelete(DeleteBehavior.Cascade);
        referral.HasOne<Partner>().WithMany().HasForeignKey(r => r.PartnerId).OnDelete(DeleteBehavior.Restrict);
        referral.HasOne<Member>().WithMany().HasForeignKey(r => r.RecordedById).OnDelete(DeleteBehavior.Restrict);
        referral.HasIndex(r => r.NeedId);
    }
}
