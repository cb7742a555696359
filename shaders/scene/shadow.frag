// The shadow map needs nothing but depth.
void main() {}
