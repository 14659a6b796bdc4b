using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class SpokenCodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "spoken_code",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    need_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_id = table.Column<Guid>(type: "uuid", nullable: true),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_spoken_code", x => x.id);
                    table.ForeignKey(
                        name: "fk_spoken_code_claim_claim_id",
                        column: x => x.claim_id,
                        principalTable: "claim",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_spoken_code_need_need_id",
                        column: x => x.need_id,
                        principalTable: "need",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_spoken_code_expires_at",
                table: "spoken_code",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "spoken_code_of_claim",
                table: "spoken_code",
                column: "claim_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "spoken_code_of_need",
                table: "spoken_code",
                column: "need_id",
                unique: true,
                filter: "claim_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "spoken_code_one_each",
                table: "spoken_code",
                column: "hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "spoken_code");
        }
    }
}
