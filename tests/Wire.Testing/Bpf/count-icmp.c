/* Maps as libbpf's bpf_helpers.h declares them: variables whose types say what they are. Compile with -g. */
#define SEC(name) __attribute__((section(name), used))
#define __uint(name, val) int (*name)[val]
#define __type(name, val) __typeof__(val) *name
#define XDP_PASS 2

struct xdp_md { unsigned int data, data_end; };
struct counted { unsigned long packets, bytes; };
typedef const unsigned int place;

static void *(*bpf_map_lookup_elem)(void *map, const void *key) = (void *) 1;

struct {
	__uint(type, 1 /* BPF_MAP_TYPE_HASH */);
	__uint(max_entries, 16);
	__uint(map_flags, 1 /* BPF_F_NO_PREALLOC */);
	__uint(key_size, 4);
	__uint(value_size, 8);
} others SEC(".maps");

struct {
	__uint(type, 2 /* BPF_MAP_TYPE_ARRAY */);
	__uint(max_entries, 2);
	__type(key, place);
	__type(value, struct counted);
} counts SEC(".maps");

SEC("xdp") int count_icmp(struct xdp_md *context)
{
	unsigned char *packet = (void *) (long) context->data, *end = (void *) (long) context->data_end;
	unsigned int second = 1, other = 0;
	struct counted *count;

	if (packet + 34 > end || packet[12] != 8 || packet[13] != 0 || packet[23] != 1)
		return bpf_map_lookup_elem(&others, &other) ? 1 : XDP_PASS;
	count = bpf_map_lookup_elem(&counts, &second);
	if (count) {
		__sync_fetch_and_add(&count->packets, 1);
		__sync_fetch_and_add(&count->bytes, end - packet);
	}
	return XDP_PASS;
}

char license_of_all[] SEC("license") = "GPL";
