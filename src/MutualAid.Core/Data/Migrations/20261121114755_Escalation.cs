using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class Escalation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "wider_by",
                table: "need",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "partner",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    about = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "referral",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    need_id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    said_by = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    via = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    said_on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_referral", x => x.id);
                    table.ForeignKey(
                        name: "fk_referral_member_recorded_by_id",
                        column: x => x.recorded_by_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_referral_need_need_id",
                        column: x => x.need_id,
                        principalTable: "need",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_referral_partner_partner_id",
                        column: x => x.partner_id,
                        principalTable: "partner",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "need_looking_wider",
                table: "need",
                column: "posted_at",
                filter: "looking AND wider_by > 0");

            migrationBuilder.CreateIndex(
                name: "partner_one_name",
                table: "partner",
                column: "name",
                unique: true,
                filter: "active");

            migrationBuilder.CreateIndex(
                name: "ix_referral_need_id",
                table: "referral",
                column: "need_id");

            migrationBuilder.CreateIndex(
                name: "ix_referral_partner_id",
                table: "referral",
                column: "partner_id");

            migrationBuilder.CreateIndex(
                name: "ix_referral_recorded_by_id",
                table: "referral",
                column: "recorded_by_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "referral");

            migrationBuilder.DropTable(
                name: "partner");

            migrationBuilder.DropIndex(
                name: "need_looking_wider",
                table: "need");

            migrationBuilder.DropColumn(
                name: "wider_by",
                table: "need");
        }
    }
}
