/* Random numbers as newer versions of Windows give them, from those that older ones, and Wine 8, have. */
#include <stddef.h>

unsigned char SystemFunction036(void *data, unsigned long len);

__declspec(dllexport) int ProcessPrng(unsigned char *data, size_t len)
{
    return SystemFunction036(data, (unsigned long)len);
}
